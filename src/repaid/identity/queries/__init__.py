"""Reading what identity owns."""
