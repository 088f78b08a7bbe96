"""A simulator of the National Public Service Portal, in process or on 127.0.0.1."""
