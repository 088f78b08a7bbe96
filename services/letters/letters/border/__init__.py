"""The border to agencies outside: packages are fetched, read and sent."""
