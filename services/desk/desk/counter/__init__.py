"""The counter: intake for whoever comes or writes, digitising, and what a desk brings."""
