"""A remote signing service that stands in for those of the State: keys of officials, phones."""
