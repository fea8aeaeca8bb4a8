#pragma once
// Campaign: what a unit's officer sees of the movement. Nothing stands above it yet, so its door is closed.
