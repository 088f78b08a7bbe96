"""What payments reaches outside beside its providers."""
