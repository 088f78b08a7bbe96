"""Judges what is sent to the portal: its form, its consistency, its honesty."""
