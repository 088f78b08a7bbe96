"""What every client needs to prepare a draft: its routes, its files, the cases of its papers."""
