"""The reference data the product ships: catalogue, agencies, calendar, substitutions and price
lists."""
