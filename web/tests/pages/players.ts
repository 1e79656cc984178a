import "edgeboy/player";
