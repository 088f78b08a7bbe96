"""A double of the tax authority: it takes receipts and their mistakes, and may refuse them."""
