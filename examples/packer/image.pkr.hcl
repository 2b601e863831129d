# A generalized managed image of Ubuntu. The gallery makes its versions from managed images in their own region.
packer {
  required_plugins {
    azure = {
      source  = "github.com/hashicorp/azure"
      version = "~> 2"
    }
  }
}

variable "image_name" {
  type        = string
  description = "Name of the managed image, such as ubuntu-1.0.1."
}

variable "resource_group" {
  type        = string
  description = "Resource group in which the managed image is created. It must exist."
}

variable "cloud" {
  type        = string
  default     = "China"
  description = "Public, China or USGovernment."
}

variable "location" {
  type        = string
  default     = "chinaeast2"
  description = "Region of the managed image: the home region of the versions."
}

source "azure-arm" "ubuntu" {
  cloud_environment_name = var.cloud
  use_azure_cli_auth     = true # as `az login` or azure/login has signed in

  os_type         = "Linux"
  image_publisher = "Canonical"
  image_offer     = "0001-com-ubuntu-server-jammy"
  image_sku       = "22_04-lts"

  location                          = var.location
  vm_size                           = "Standard_D2s_v3"
  managed_image_resource_group_name = var.resource_group
  managed_image_name                = var.image_name
}

build {
  sources = ["source.azure-arm.ubuntu"]

  provisioner "shell" {
    execute_command = "sudo sh {{ .Path }}"
    inline = [
      "apt-get update",
      "apt-get upgrade --yes",
    ]
  }

  # Always the last one: it generalizes the machine, as the definition's osState says.
  provisioner "shell" {
    execute_command = "sudo sh {{ .Path }}"
    inline          = ["/usr/sbin/waagent -force -deprovision+user && export HISTSIZE=0 && sync"]
  }
}
