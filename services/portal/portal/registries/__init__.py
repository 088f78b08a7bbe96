"""Who asked the databases of the State about whoever is signed in."""
