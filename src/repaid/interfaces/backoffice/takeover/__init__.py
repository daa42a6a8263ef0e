"""Take-over on screen: bringing a file of running contracts, what is in it, deciding, what was taken over before."""
