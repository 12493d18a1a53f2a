package services

// tardigrade is what Storj was called before.
var tardigrade = Service{
	Name:      "tardigrade",
	Addresses: []string{"satellite_address"},
	Dials:     storjAddress,
	Refuse:    needsStorjWay,
	Symptoms:  storjSymptoms,
}
