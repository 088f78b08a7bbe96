"""Notices to citizens and officials about what happened to a dossier, and a record of every one."""
