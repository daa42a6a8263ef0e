"""What the lender wrote to the customer inside the system."""
