"""The texts that people read, the word list that they keep to, and who read them a second time."""
