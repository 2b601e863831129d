"""A virtual machine and a scale set, made from the latest image that another stack published in their region."""

import pulumi
from pulumi_azure_native import compute, network, resources

from published_image import published_image

config = pulumi.Config()
region = pulumi.Config("azure-native").require("location")
image = {"id": published_image(config.require("publisher"), config.require("definition"), region)}

group = resources.ResourceGroup("consumer")
vnet = network.VirtualNetwork(
    "consumer",
    resource_group_name=group.name,
    address_space={"address_prefixes": ["10.0.0.0/16"]},
)
subnet = network.Subnet(
    "machines",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.0.0.0/24",
)
network_interface = network.NetworkInterface(
    "machine",
    resource_group_name=group.name,
    ip_configurations=[{"name": "primary", "subnet": {"id": subnet.id}}],
)
sign_in = {
    "admin_username": "azureuser",
    "linux_configuration": {
        "disable_password_authentication": True,
        "ssh": {
            "public_keys": [
                {"path": "/home/azureuser/.ssh/authorized_keys", "key_data": config.require("sshPublicKey")},
            ]
        },
    },
}

machine = compute.VirtualMachine(
    "machine",
    resource_group_name=group.name,
    hardware_profile={"vm_size": "Standard_D2s_v3"},
    network_profile={"network_interfaces": [{"id": network_interface.id, "primary": True}]},
    os_profile={"computer_name": "machine", **sign_in},
    storage_profile={
        "image_reference": image,
        "os_disk": {"create_option": "FromImage", "delete_option": "Delete"},
    },
    # Azure never changes the image of a machine. Another image is another machine, on the same network interface.
    opts=pulumi.ResourceOptions(replace_on_changes=["storageProfile.imageReference"], delete_before_replace=True),
)

scale_set = compute.VirtualMachineScaleSet(
    "workers",
    resource_group_name=group.name,
    sku={"name": "Standard_D2s_v3", "tier": "Standard", "capacity": 2},
    # A scale set takes another image. "Rolling" brings it to its machines a few at a time, while they are healthy.
    upgrade_policy={"mode": "Rolling"},
    virtual_machine_profile={
        "os_profile": {"computer_name_prefix": "worker", **sign_in},
        "storage_profile": {"image_reference": image, "os_disk": {"create_option": "FromImage"}},
        "network_profile": {
            "network_interface_configurations": [
                {
                    "name": "primary",
                    "primary": True,
                    "ip_configurations": [{"name": "primary", "subnet": {"id": subnet.id}}],
                }
            ]
        },
        "extension_profile": {
            "extensions": [
                {
                    "name": "health",
                    "publisher": "Microsoft.ManagedServices",
                    "type": "ApplicationHealthLinux",
                    "type_handler_version": "1.0",
                    "settings": {"protocol": "tcp", "port": 22},
                }
            ]
        },
    },
)

pulumi.export("image", image["id"])
pulumi.export("machine", machine.name)
pulumi.export("scaleSet", scale_set.name)
