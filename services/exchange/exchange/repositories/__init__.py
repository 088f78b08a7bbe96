"""The table's items of one subject each."""
