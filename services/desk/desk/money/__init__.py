"""The pages of money: the cash desk of a one-stop desk, and the accountant's days."""
