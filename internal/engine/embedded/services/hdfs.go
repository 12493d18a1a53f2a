package services

var hdfs = Service{
	Name:      "hdfs",
	Addresses: []string{"namenode"},
	// rclone waits forever for a name node that does not answer, and ignores the deadline:
	// only the end of the child ends that.
	Alone:   true,
	Isolate: withoutTicket("service_principal_name", "", "HADOOP_CONF_DIR", "HADOOP_HOME", "HADOOP_USER_NAME"),
	Symptoms: []Symptom{
		{Texts: []string{"user not specified"}, Plain: true, Field: "username",
			What: "The name node is not told who asks",
			Next: "Set username"},
		{Texts: []string{"SIMPLE authentication is not enabled"}, Plain: true, Field: "service_principal_name",
			What: "The cluster asks for Kerberos",
			Next: "Set service_principal_name, and get a ticket on this machine with kinit"},
		{Texts: []string{"problem with kerberos"}, Field: "service_principal_name",
			What: "There is no Kerberos ticket on this machine",
			Next: "Get one with kinit; KRB5_CONFIG and KRB5CCNAME say where Kerberos looks"},
		{Texts: []string{"permission denied", "AccessControlException"}, Field: "username", Listing: true, Permission: true,
			What: "The user may not list %s"},
		{Texts: []string{"missing port in address"}, Plain: true, Field: "namenode",
			What: "The name node has no port",
			Next: "Write host:port, usually with port 8020 or 9000"},
		{Texts: []string{"invalid response from namenode", "EOF", "connection reset", "cannot parse invalid wire-format"},
			Plain: true, Field: "namenode",
			What: "Something answered that is no name node",
			Next: "Check the port: a name node has one for clients, usually 8020 or 9000, and another for its web page"},
	},
}
