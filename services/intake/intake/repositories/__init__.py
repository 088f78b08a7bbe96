"""What the table of intake holds, a module a noun."""
