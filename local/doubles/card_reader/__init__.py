"""A double of the card reader of a kiosk."""
