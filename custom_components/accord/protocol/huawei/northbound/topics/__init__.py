"""Operations of the platform, one module per chapter of the document."""
