"""The library of the web clients: server-rendered pages over the public routes."""
