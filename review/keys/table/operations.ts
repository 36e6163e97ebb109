import { Key, named, refused, templatePage } from '../key';

/** Types of which a Region of an account has one, whatever its template says. */
function single(source: string, because: string): readonly Key[] {
  return [refused(source, '', { because })];
}

export const OPERATIONS: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::Budgets::Budget', 'Budget.BudgetName'],
    ['AWS::CE::CostCategory', 'Name'],
    ['AWS::CloudTrail::Dashboard', 'Name'],
    ['AWS::CodeBuild::Project', 'Name'],
    ['AWS::CodeBuild::ReportGroup', 'Name'],
    ['AWS::CodePipeline::Webhook', 'Name'],
    ['AWS::CodeConnections::Connection', 'ConnectionName'],
    ['AWS::CodeStarConnections::Connection', 'ConnectionName'],
    ['AWS::CodeStarNotifications::NotificationRule', 'Name'],
    ['AWS::CloudFormation::Macro', 'Name'],
    ['AWS::CloudFormation::StackSet', 'StackSetName'],
    ['AWS::CloudFormation::TypeActivation', 'TypeNameAlias'],
    ['AWS::CloudFormation::GuardHook', 'Alias'],
    ['AWS::CloudFormation::LambdaHook', 'Alias'],
    ['AWS::Config::OrganizationConfigRule', 'OrganizationConfigRuleName'],
    ['AWS::XRay::Group', 'GroupName'],
    ['AWS::APS::RuleGroupsNamespace', 'Workspace:resource Name'],
    ['AWS::AppConfig::Extension', 'Name'],
    ['AWS::GuardDuty::IPSet', 'DetectorId?:resource Name'],
    ['AWS::GuardDuty::ThreatIntelSet', 'DetectorId?:resource Name'],
    ['AWS::Inspector::AssessmentTarget', 'AssessmentTargetName'],
    ['AWS::Inspector::AssessmentTemplate', 'AssessmentTargetArn:resource AssessmentTemplateName'],
    ['AWS::Logs::AccountPolicy', 'PolicyType PolicyName'],
    ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'ProvisionedProductName'],
    ['AWS::ServiceCatalogAppRegistry::Application', 'Name'],
    ['AWS::SSMContacts::Contact', 'Alias'],
    ['AWS::Route53RecoveryControl::SafetyRule', 'ControlPanelArn:resource Name'],
    ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'ConfigurationName'],
  ),
  'AWS::CloudWatch::Alarm': [refused(templatePage('AWS::CloudWatch::Alarm'), 'AlarmName')],
  // Alarms of both kinds are one set of names.
  'AWS::CloudWatch::CompositeAlarm': [
    refused(templatePage('AWS::CloudWatch::CompositeAlarm'), 'AlarmName', { space: 'AWS::CloudWatch::Alarm' }),
  ],
  'AWS::Config::ConfigurationRecorder': single(
    'https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html',
    'a Region of an account has one recorder',
  ),
  'AWS::Config::DeliveryChannel': single(
    'https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html',
    'a Region of an account has one delivery channel',
  ),
  'AWS::GuardDuty::Detector': single(
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html',
    'a Region of an account has one detector',
  ),
  'AWS::SecurityHub::Hub': single(
    'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html',
    'a Region of an account has one hub',
  ),
  'AWS::Macie::Session': single(
    'https://docs.aws.amazon.com/macie/latest/APIReference/macie.html',
    'a Region of an account has one session',
  ),
  'AWS::Detective::Graph': single(
    'https://docs.aws.amazon.com/detective/latest/APIReference/API_CreateGraph.html',
    'a Region of an account has one graph',
  ),
  'AWS::ECR::ReplicationConfiguration': single(
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutReplicationConfiguration.html',
    'a registry has one replication configuration',
  ),
  'AWS::ECR::RegistryPolicy': single(
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html',
    'a registry has one policy',
  ),
};
