"""The book of law: rules and worked cases, read from YAML, compiled and printed in two languages."""
