package services

var sftp = Service{
	Name:      "sftp",
	Addresses: []string{"host"},
}
