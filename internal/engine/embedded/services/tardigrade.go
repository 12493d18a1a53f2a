package services

// tardigrade is Storj's former name.
var tardigrade = Service{
	Name:      "tardigrade",
	Addresses: []string{"satellite_address"},
	Dials:     storjAddress,
	Refuse:    needsStorjWay,
	Symptoms:  storjSymptoms,
}
