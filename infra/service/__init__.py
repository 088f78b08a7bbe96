"""Templates of services, made from services/<name>/service.yaml."""
