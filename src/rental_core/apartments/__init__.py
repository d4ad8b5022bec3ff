"""What is let: facts, photos, amenities, rates, publication."""
