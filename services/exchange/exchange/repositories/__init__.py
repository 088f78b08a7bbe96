"""What the table says of one subject each."""
