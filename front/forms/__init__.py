"""Forms of procedures as pages: fields from a schema, answers from what a browser sends."""
