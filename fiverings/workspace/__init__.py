"""The staff's front room: the frame, the homes made of blocks that parts offer, the settings index."""
