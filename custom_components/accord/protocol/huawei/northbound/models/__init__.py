"""What the platform tells and takes, named without the vendor's abbreviations."""
