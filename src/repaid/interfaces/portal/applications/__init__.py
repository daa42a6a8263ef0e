"""The customer's own applications: begun, completed, handed in, followed (CL-06)."""
