"""The form of what travels: a JSON Schema (2020-12) a service, and what checks a value by it."""
