package services

// Nothing is known of it: there is no client of it here.
var protonDrive = Service{Name: "protondrive"}
