"""The verification of papers, by their code or by a file's digest."""
