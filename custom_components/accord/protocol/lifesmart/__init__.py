"""LifeSmart Smart Station over OpenDEV, the local protocol of signed UDP packets."""
