"""What is measured of the store on disk."""
