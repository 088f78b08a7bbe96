"""What exists for demonstrations alone; no stage but a demonstration quotes it."""
