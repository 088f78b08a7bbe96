"""The book of law: rules and worked cases in YAML, compiled and printed in two languages."""
