"""The main job, done through the public APIs as a citizen, an official and a mobile app would."""
