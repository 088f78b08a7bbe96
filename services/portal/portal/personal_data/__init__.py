"""One's personal data: copies of it, requests about it, and its erasure."""
