"""Letters between agencies: registers, sending and receiving, and what becomes of each letter."""
