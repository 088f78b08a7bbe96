"""What officials see and decide of other organisations' systems."""
