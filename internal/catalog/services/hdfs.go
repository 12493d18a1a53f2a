package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var hdfs = catalog.Backend{
	Name:     "hdfs",
	Title:    "HDFS",
	Category: catalog.FileProtocols,
	Doc: "A Hadoop cluster. Without Kerberos it takes everybody's word for who they are, so that nothing but the network keeps " +
		"others out.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "data_transfer_protection", Group: catalog.Authentication, Known: []string{"privacy"},
			Doc: "How files are protected on their way with Kerberos: `authentication`, `integrity` or `privacy`, which encrypts them.",
		},
		parts.Description,
		parts.Encoding("50430082"),
		{
			Name: "namenode", Group: catalog.Authentication, Kind: catalog.List, Shape: catalog.HostPorts,
			Unset: true, Tells: catalog.Server, Required: true,
			Doc: "Name nodes as `host:port`, with commas between them, usually with port 8020 or 9000. The second is asked when " +
				"the first does not answer.",
		},
		{
			Name: "service_principal_name", Group: catalog.Authentication,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Use a cluster without Kerberos, and set `username`."},
			Doc:       "Kerberos name of the name node as `service/host`, such as `hdfs/namenode.example.com`. The ticket of the machine where the engine runs then signs in.",
		},
		{
			Name: "username", Group: catalog.Authentication, Tells: catalog.User, Known: []string{"root"},
			Doc: "Name that the cluster is sent, and believes.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"username", "service_principal_name"}, Warns: true, Because: "A name node answers nobody who has no name."},
		{If: "data_transfer_protection", Needs: []string{"service_principal_name"}, Idle: true, Because: "It is about Kerberos."},
	},
	Proves:        catalog.Reach,
	Verified:      "A name node is asked for its root, or for `verify_path`, under `username`, which it believes.",
	VerifiedRead:  "The files come from data nodes, which must also be reachable from the machine where the engine runs.",
	VerifiedWrite: "The files go to data nodes, which must also be reachable from the machine where the engine runs.",
}
