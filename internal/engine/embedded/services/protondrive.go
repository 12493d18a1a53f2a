package services

// Nothing is known about it: rclone's client for it is not linked here.
var protonDrive = Service{Name: "protondrive"}
