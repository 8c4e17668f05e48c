"""Mentions and references in, claims with their speaker and modality out."""
