"""What a renter looks for, and what is found."""
