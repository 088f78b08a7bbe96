"""Help in simple words, and what a public site has to state about itself."""
