"""Sign-in by the national account, and the tokens of citizens and partners."""
